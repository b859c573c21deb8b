// The entry of libFuzzer, whose own main cannot stand beside a Swift one.
#ifndef YINFENG_FUZZDRIVER_H
#define YINFENG_FUZZDRIVER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif
