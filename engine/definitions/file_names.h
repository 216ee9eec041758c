/** Files of tables that nobody would read: a name is misspelt, or it lies where no table is looked for. */
#ifndef CIR_DEFINITIONS_FILE_NAMES_H
#define CIR_DEFINITIONS_FILE_NAMES_H

#include "definitions/load.h"

/** Report what is no table of the definitions, and a folder that is laid over them and changes nothing.
 * @param overlay the folder; NULL: there is none */
void cir_file_names_check(struct cir_load *load, const char *overlay);

/** Report what is nearly called as a table of a scheme, in the folder of a scheme that was added to the files. A log may
 * lie beside the tables. */
void cir_file_names_check_scheme(struct cir_load *load);

/** Report what is nearly called as one of these tables, in a folder that was added to the files. Other files may lie beside
 * them.
 * @param names ends with NULL */
void cir_file_names_check_folder(struct cir_load *load, const char *const *names);

#endif
