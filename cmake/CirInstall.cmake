# What is installed: the command with its help, and the library with its headers, for CMake and for pkg-config.
include(CMakePackageConfigHelpers)

# The public headers: cirisk.h and all that it includes.
target_sources(cirisk PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/engine FILES
    engine/cirisk.h
    engine/agreement/agreement.h engine/agreement/patterns.h engine/agreement/statistics.h
    engine/base/arena.h engine/base/buffer.h engine/base/date.h engine/base/error.h engine/base/sha256.h engine/base/index.h
    engine/base/status.def engine/base/text.h
    engine/model/cell.h engine/model/definitions.h engine/model/field.def engine/model/field.h engine/model/judged.h
    engine/model/override.h engine/model/override_columns.def
    engine/model/measure.def engine/model/measure.h engine/model/measured.h engine/model/merge.def engine/model/merge.h
    engine/model/impact_summary.h engine/model/network.h engine/model/problem.def engine/model/problem.h
    engine/model/designation.h engine/model/asset_impact.h engine/model/panel.h engine/model/panel_limit.def engine/model/judgement_kind.def
    engine/model/row_impact.h engine/model/shown_table.h engine/model/table_facts.h engine/model/fact_law.def engine/model/fact_law.h
    engine/model/file_seal.h engine/model/plural.h engine/model/word.h engine/model/words.def engine/model/words_common.def
    engine/model/words_figures.def engine/model/words_letters.def engine/model/words_report.def engine/model/words_tables.def
    engine/tongue/tongue.h engine/figures/figure.h engine/figures/kinds.def engine/pipeline/figure_table.h
    engine/model/quantity.h engine/model/scheme.h engine/model/tally.h engine/model/verdict.h
    engine/scoring/explain.h engine/scoring/scoring.h
    engine/definitions/definitions.h engine/network/network.h
    engine/impact/coupling.h engine/impact/impact.h engine/impact/needs.h engine/impact/outage.h engine/impact/regions.h
    engine/sink/summary.h engine/sink/verdict_columns.def engine/sink/verdict_columns.h
    engine/pipeline/asking.h engine/pipeline/classifier.h engine/pipeline/compare.h engine/pipeline/diff.h engine/pipeline/explain_log.h engine/pipeline/vector.h engine/pipeline/score_log.h
    engine/panel/consensus.h engine/panel/feedback.h engine/panel/group.h engine/panel/pairwise.h engine/panel/round.h
    engine/model/stability.h
    engine/pipeline/list_stability.h engine/pipeline/panel.h engine/pipeline/register.h engine/pipeline/shock_text.h
    engine/letters/deadlines.h engine/letters/letter_field.def engine/letters/letter_field.h engine/letters/letter_switch.def
    engine/pipeline/ready_network.h engine/pipeline/what_if.h engine/pipeline/write_letter.h
    engine/pipeline/tables.h engine/tables/kinds.def engine/tables/request.h engine/writers/formats.def engine/writers/write_table.h)

install(TARGETS cirisk_command COMPONENT command)
install(FILES docs/man/cirisk.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT command)
install(FILES docs/help.html docs/formats.md docs/tables.md docs/tables-and-figures.md docs/table-formats.md docs/schemes.md
              docs/networks.md docs/adding-a-scheme.md docs/letters.md docs/report.md README.md LICENSE
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT command)
install(FILES docs/completion/cirisk.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME cirisk COMPONENT command)

install(TARGETS cirisk EXPORT cirisk COMPONENT development
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cirisk COMPONENT development
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/cirisk)
set(CIR_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/cirisk)
install(EXPORT cirisk NAMESPACE cirisk:: FILE ciriskTargets.cmake DESTINATION ${CIR_PACKAGE_DIR}
        COMPONENT development)
configure_package_config_file(cmake/ciriskConfig.cmake.in ${PROJECT_BINARY_DIR}/ciriskConfig.cmake
                              INSTALL_DESTINATION ${CIR_PACKAGE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ciriskConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ciriskConfig.cmake ${PROJECT_BINARY_DIR}/ciriskConfigVersion.cmake
              cmake/FindCSV.cmake
        DESTINATION ${CIR_PACKAGE_DIR} COMPONENT development)

# Who links a static library needs its libraries too. The way from the .pc file up to the prefix is counted, so that
# the whole tree can be moved.
set(CIR_PC_REQUIRES "gsl sqlite3 jansson nettle libxxhash libzip")
set(CIR_PC_LIBS "-lcsv -lunistring -lm -pthread")
get_target_property(cir_kind cirisk TYPE)
if(cir_kind STREQUAL SHARED_LIBRARY)
    set(CIR_PC_PRIVATE .private)
    set(CIR_PC_LIBS_PRIVATE ${CIR_PC_LIBS})
    set(CIR_PC_LIBS "")
endif()
file(RELATIVE_PATH CIR_PC_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(cmake/cirisk.pc.in ${PROJECT_BINARY_DIR}/cirisk.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/cirisk.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

# Two Debian packages: cpack -G DEB --config build/release/CPackConfig.cmake
set(CPACK_PACKAGE_NAME cirisk)
set(CPACK_PACKAGE_CONTACT "the cirisk authors <cirisk@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL command development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME cirisk)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libcirisk-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libcsv-dev, libgsl-dev, libsqlite3-dev, libjansson-dev, nettle-dev, libunistring-dev, libxxhash-dev, libzip-dev")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)
