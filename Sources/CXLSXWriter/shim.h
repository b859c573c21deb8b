// The few calls of libxlsxwriter that need C structures, as plain functions.
#include <string.h>
#include <xlsxwriter.h>

/// Opens a workbook that keeps only the current row of each sheet in memory; NULL when it cannot.
static inline lxw_workbook *yf_xlsx_open(const char *path, const char *temporary_folder) {
    lxw_workbook_options options;
    memset(&options, 0, sizeof options);
    options.constant_memory = 1;
    options.tmpdir = (char *)temporary_folder;
    options.use_zip64 = 1;
    return workbook_new_opt(path, &options);
}

/// Shows the cells of one column whose text equals `quoted` (an Excel string with its quotes) in `format`.
static inline lxw_error yf_xlsx_mark_text(
    lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last, lxw_col_t column, const char *quoted, lxw_format *format) {
    lxw_conditional_format rule;
    memset(&rule, 0, sizeof rule);
    rule.type = LXW_CONDITIONAL_TYPE_CELL;
    rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
    rule.value_string = (char *)quoted;
    rule.format = format;
    return worksheet_conditional_format_range(sheet, first, column, last, column, &rule);
}

/// Draws a bar behind the numbers of one column.
static inline lxw_error yf_xlsx_mark_bar(
    lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last, lxw_col_t column, lxw_color_t color) {
    lxw_conditional_format rule;
    memset(&rule, 0, sizeof rule);
    rule.type = LXW_CONDITIONAL_DATA_BAR;
    rule.bar_color = color;
    rule.bar_solid = 1;
    return worksheet_conditional_format_range(sheet, first, column, last, column, &rule);
}

/// Offers a list of words for the cells of one column; `words` ends with NULL. Other words only raise a question.
static inline lxw_error yf_xlsx_offer(
    lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last, lxw_col_t column, const char **words) {
    lxw_data_validation rule;
    memset(&rule, 0, sizeof rule);
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = words;
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
    return worksheet_data_validation_range(sheet, first, column, last, column, &rule);
}

/// Shows a title and a message (at most 32 and 255 characters) beside the chosen cell of one column.
static inline lxw_error yf_xlsx_hint(
    lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last, lxw_col_t column, const char *title, const char *message) {
    lxw_data_validation rule;
    memset(&rule, 0, sizeof rule);
    rule.validate = LXW_VALIDATION_TYPE_ANY;
    rule.input_title = title;
    rule.input_message = message;
    return worksheet_data_validation_range(sheet, first, column, last, column, &rule);
}
