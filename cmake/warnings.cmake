# Flags that every target of this project is compiled with.
add_library(credenza_flags INTERFACE)
target_compile_options(credenza_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -fstack-protector-strong)
if(CREDENZA_WERROR)
  target_compile_options(credenza_flags INTERFACE -Werror)
endif()
# TRY is a GNU statement expression; it says so itself with __extension__, which clang wants again.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(credenza_flags INTERFACE -Wno-gnu-statement-expression)
endif()
target_compile_definitions(credenza_flags INTERFACE _GLIBCXX_ASSERTIONS)
if(CREDENZA_SANITIZE)
  target_compile_options(credenza_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                                                  -fno-omit-frame-pointer)
  target_link_options(credenza_flags INTERFACE -fsanitize=address,undefined)
else()
  target_compile_options(credenza_flags INTERFACE $<$<CONFIG:Release>:-U_FORTIFY_SOURCE>
                                                  $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
  target_link_options(credenza_flags INTERFACE -Wl,-z,relro,-z,now)
endif()
if(CREDENZA_LIBFUZZER)
  target_compile_options(credenza_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
