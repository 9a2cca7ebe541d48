"""The operations of TOSA's integer profile and what their tests vary.

Constants are operands of many tests; one alone is no network, because it has no input.
"""

from dataclasses import dataclass

EXTENSIONS = (
    "tosa-ext-int16",
    "tosa-ext-int4",
    "tosa-ext-doubleround",
    "tosa-ext-inexactround",
    "tosa-ext-controlflow",
)


@dataclass(frozen=True)
class Operation:
    """Which of the tests that the generator can make of an operation are made.

    permutes: every combination of the values of these has tests, as many as maximum says.
    more: the same where many tests are wanted.
    """

    permutes: tuple[str, ...] = ("type",)
    more: tuple[str, ...] = ("rank",)
    maximum: int = 2

    def selection(self, is_long):
        """Returns what the generator is told; not is_long: one test of each combination."""
        permutes = [*self.permutes, *(self.more if is_long else ())]
        return {"permutes": permutes, "maximum": self.maximum if is_long else 1}


WINDOW = Operation(more=(), maximum=12)
OPERATIONS = {
    "abs": Operation(),
    "add": Operation(),
    "argmax": Operation(),
    "arithmetic_right_shift": Operation(),
    "avg_pool2d": WINDOW,
    "bitwise_and": Operation(),
    "bitwise_not": Operation(),
    "bitwise_or": Operation(),
    "bitwise_xor": Operation(),
    "cast": Operation(("type", "out_type")),
    "clamp": Operation(),
    "clz": Operation(),
    "concat": Operation(),
    "cond_if": Operation(more=()),
    "conv2d": WINDOW,
    "conv3d": WINDOW,
    "depthwise_conv2d": WINDOW,
    "equal": Operation(),
    "gather": Operation(),
    "greater": Operation(),
    "greater_equal": Operation(),
    "identity": Operation(),
    "intdiv": Operation(),
    "logical_and": Operation(),
    "logical_left_shift": Operation(),
    "logical_not": Operation(),
    "logical_or": Operation(),
    "logical_right_shift": Operation(),
    "logical_xor": Operation(),
    "matmul": Operation(more=(), maximum=4),
    "max_pool2d": WINDOW,
    "maximum": Operation(),
    "minimum": Operation(),
    "mul": Operation(),
    "negate": Operation(),
    "pad": Operation(),
    "reduce_all": Operation(),
    "reduce_any": Operation(),
    "reduce_max": Operation(),
    "reduce_min": Operation(),
    "reduce_sum": Operation(),
    "rescale": Operation(("type", "output_dtype", "rounding_mode", "scale"), ("per_channel",)),
    "reshape": Operation(),
    "resize": Operation(("type", "mode", "output_dtype"), (), 12),
    "reverse": Operation(),
    "scatter": Operation(),
    "select": Operation(),
    "slice": Operation(),
    "sub": Operation(),
    "table": Operation(),
    "tile": Operation(),
    "transpose": Operation(),
    "transpose_conv2d": WINDOW,
    "while_loop": Operation(more=()),
}
