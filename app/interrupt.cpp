#include "interrupt.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <initializer_list>

namespace nmf::app {
namespace {

volatile std::sig_atomic_t received = 0;

volatile std::sig_atomic_t announces = 0;

constexpr char kStopping[] = "\r\033[Kstopping after this step; press again to end at once\n";

/// Said here, not where the work looks at `received`: a step can take its time.
extern "C" void on_signal(int signal) {
  received = signal;
  if (signal != SIGINT || announces == 0) return;
  const int number = errno;
  // A terminal that has gone is no reason to do anything else.
  if (write(STDERR_FILENO, kStopping, sizeof kStopping - 1) < 0) errno = number;
  errno = number;
}

}  // namespace

void catch_interrupts(bool announce) {
  announces = announce && isatty(STDERR_FILENO) != 0 ? 1 : 0;
  struct sigaction action = {};
  action.sa_handler = on_signal;
  // Only once: the second signal finds the default action again.
  action.sa_flags = SA_RESETHAND | SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction inherited = {};
    sigaction(signal, nullptr, &inherited);
    // nohup and background jobs of a shell ignore some of them: that stays so.
    if (inherited.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);
  }
  for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
}

int interrupt_signal() { return received; }

}  // namespace nmf::app
