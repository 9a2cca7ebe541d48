/* A plugin of qemu-user 7.2 that counts executed instructions.
 *
 *   cc -shared -fPIC -O2 counter.c -o counter.so
 *   qemu-aarch64 -plugin ./counter.so -d plugin ./program
 *
 * A program calls getppid() before and after what is to be counted; "counted N"
 * goes to the log for every such region. Debian has no header of the interface,
 * so what is used of it is declared here.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

typedef uint64_t PluginId;
struct Block;

extern void qemu_plugin_outs(const char *);
extern size_t qemu_plugin_tb_n_insns(const struct Block *);
extern void qemu_plugin_register_vcpu_tb_trans_cb(PluginId,
                                                  void (*)(PluginId,
                                                           struct Block *));
extern void qemu_plugin_register_vcpu_tb_exec_inline(struct Block *, int,
                                                     void *, uint64_t);
typedef void SystemCall(PluginId, unsigned, int64_t number, uint64_t, uint64_t,
                        uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                        uint64_t);
extern void qemu_plugin_register_vcpu_syscall_cb(PluginId, SystemCall *);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

enum {
  addToCounter = 0,
  getppidNumber = 173,    /* of arm64 and riscv64 */
  getppidNumberOfArm = 64 /* of 32 bits */
};

static uint64_t executed, before;
static int isInside;

static void onTranslation(PluginId id, struct Block *block) {
  (void)id;
  qemu_plugin_register_vcpu_tb_exec_inline(block, addToCounter, &executed,
                                           qemu_plugin_tb_n_insns(block));
}

static void onSystemCall(PluginId id, unsigned cpu, int64_t number, uint64_t a,
                         uint64_t b, uint64_t c, uint64_t d, uint64_t e,
                         uint64_t f, uint64_t g, uint64_t h) {
  (void)id, (void)cpu, (void)a, (void)b, (void)c, (void)d, (void)e, (void)f,
      (void)g, (void)h;
  if (number != getppidNumber && number != getppidNumberOfArm)
    return;
  if (isInside) {
    char line[64];
    snprintf(line, sizeof line, "counted %" PRIu64 "\n", executed - before);
    qemu_plugin_outs(line);
  }
  isInside = !isInside;
  before = executed;
}

struct Info;
__attribute__((visibility("default"))) int
qemu_plugin_install(PluginId id, const struct Info *info, int argc,
                    char **argv) {
  (void)info, (void)argc, (void)argv;
  qemu_plugin_register_vcpu_tb_trans_cb(id, onTranslation);
  qemu_plugin_register_vcpu_syscall_cb(id, onSystemCall);
  return 0;
}
