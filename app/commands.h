#pragma once

/// One function per command; each takes what follows the command's name (argv[0] is that name) and
/// returns the exit code. Errors leave as exceptions; main turns them into codes.
namespace nmf::app {

int run_fit(int argc, const char* const* argv);
int run_vectorize(int argc, const char* const* argv);
int run_topics(int argc, const char* const* argv);
int run_transform(int argc, const char* const* argv);
int run_evaluate(int argc, const char* const* argv);
int run_select(int argc, const char* const* argv);
int run_report(int argc, const char* const* argv);
int run_export(int argc, const char* const* argv);
int run_config(int argc, const char* const* argv);

}  // namespace nmf::app
