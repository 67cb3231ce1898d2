# credenza_room(<name> [DEPENDS <rooms...>] [PACKAGES <imported targets...>])
#
# One folder under specs/ becomes one static library credenza::<name>. A room may depend only on rooms
# declared before it, so the list in specs/CMakeLists.txt is the order of the floors and cannot hold a
# circle. PACKAGES stay private: what a door shows is never a package's type, except nlohmann's Json.
function(credenza_room name)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;PACKAGES" ${ARGN})
  foreach(dep IN LISTS ROOM_DEPENDS)
    if(NOT TARGET credenza_${dep})
      message(FATAL_ERROR "room '${name}' depends on '${dep}', which is not declared before it")
    endif()
  endforeach()
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}
       ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h)
  credenza_headers_alone(alone ${headers})
  add_library(credenza_${name} STATIC ${sources} ${alone})
  add_library(credenza::${name} ALIAS credenza_${name})
  target_include_directories(credenza_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  list(TRANSFORM ROOM_DEPENDS PREPEND credenza::)
  target_link_libraries(credenza_${name} PUBLIC ${ROOM_DEPENDS} PRIVATE credenza_flags ${ROOM_PACKAGES})
endfunction()

# Every header compiles alone: a translation unit per header that includes nothing else. Part of the tests.
function(credenza_headers_alone out)
  set(probes)
  if(NOT CREDENZA_TESTS)
    set(${out} PARENT_SCOPE)
    return()
  endif()
  foreach(header IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER ${header} id)
    set(probe ${CMAKE_CURRENT_BINARY_DIR}/alone/${id}.cpp)
    file(CONFIGURE OUTPUT ${probe} CONTENT "#include \"${header}\"\n")
    list(APPEND probes ${probe})
  endforeach()
  set(${out} ${probes} PARENT_SCOPE)
endfunction()

# credenza_program(<role> ROOMS <rooms...> PACKAGES <targets...>)
#
# All sources of <role>/ but main.cpp become the library credenza_<role>_program, so that tests reach
# them; main.cpp becomes credenza-<role>.
function(credenza_program role)
  cmake_parse_arguments(PROGRAM "" "" "ROOMS;PACKAGES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/main.cpp)
  credenza_headers_alone(alone ${headers})
  list(TRANSFORM PROGRAM_ROOMS PREPEND credenza::)
  add_library(credenza_${role}_program STATIC ${sources} ${alone})
  target_include_directories(credenza_${role}_program PUBLIC ${CMAKE_SOURCE_DIR})
  target_compile_definitions(credenza_${role}_program PUBLIC CREDENZA_VERSION="${PROJECT_VERSION}")
  target_link_libraries(credenza_${role}_program PUBLIC ${PROGRAM_ROOMS}
                        PRIVATE credenza_flags ${PROGRAM_PACKAGES})
  add_executable(credenza-${role} main.cpp)
  target_link_libraries(credenza-${role} PRIVATE credenza_${role}_program credenza_flags)
  set_target_properties(credenza-${role} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  install(TARGETS credenza-${role} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  credenza_reference(${role})
endfunction()

# credenza_reference(<role>): manual pages and completion scripts, written by the program itself.
function(credenza_reference role)
  set(program credenza-${role})
  set(folder ${CMAKE_BINARY_DIR}/reference)
  set(stamp ${folder}/${program}.stamp)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}/bash ${folder}/zsh ${folder}/fish
    COMMAND ${program} man --lang en --out ${folder}/man1
    COMMAND sh -c "./bin/${program} completion bash --lang en > reference/bash/${program}"
    COMMAND sh -c "./bin/${program} completion zsh --lang en > reference/zsh/_${program}"
    COMMAND sh -c "./bin/${program} completion fish --lang en > reference/fish/${program}.fish"
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${program} WORKING_DIRECTORY ${CMAKE_BINARY_DIR} VERBATIM)
  add_custom_target(credenza_${role}_reference ALL DEPENDS ${stamp})
  install(DIRECTORY ${folder}/man1/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
          FILES_MATCHING PATTERN "${program}*.1")
  install(FILES ${folder}/bash/${program}
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${folder}/zsh/_${program} DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${folder}/fish/${program}.fish
          DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endfunction()
