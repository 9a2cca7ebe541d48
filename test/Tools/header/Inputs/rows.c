/* All rows at once are the rows one by one. */
#define NET_STATIC_ARENA
#include "net.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 77 };

int main(void) {
  static float x[ROWS * NET_IN0_ROW_ELEMENTS], y[ROWS * NET_OUT0_ROW_ELEMENTS];
  float row[NET_OUT0_ROW_ELEMENTS];
  for (int i = 0; i < ROWS * NET_IN0_ROW_ELEMENTS; ++i)
    x[i] = (float)(i * 37 % 256) / 255;
  net_static(0, x, y);
  net_static(ROWS, x, y);
  for (int i = 0; i < ROWS; ++i) {
    net_static(1, x + i * NET_IN0_ROW_ELEMENTS, row);
    if (memcmp(row, y + i * NET_OUT0_ROW_ELEMENTS, sizeof row))
      return printf("row %d differs\n", i), 1;
  }
  return 0;
}
