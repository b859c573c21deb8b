#ifndef CICU_H
#define CICU_H
#include <unicode/uversion.h>
static inline const char *yf_icu_version(void) { return U_ICU_VERSION; }
#endif
