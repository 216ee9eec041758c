/** A folder of tables that lies outside the tree of definitions: a scheme of one's own. */
#ifndef CIR_DEFINITIONS_FOLDER_H
#define CIR_DEFINITIONS_FOLDER_H

#include "definitions/definitions.h"

/** Add those of the files `names` (NULL ends them) that the folder has, under the path "FOLDER/NAME". The list is
 * no longer sorted afterwards, and the strays are those of the folder.
 * @return CIR_OK; CIR_NO_FILE when there is no such folder or a file cannot be read; CIR_NO_MEMORY */
enum cir_status cir_definition_files_add_folder(struct cir_definition_files *files, const char *folder,
                                                const char *const *names, struct cir_error *error);

#endif
