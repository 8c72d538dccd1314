#pragma once

namespace nmf::app {

/// From here on SIGINT, SIGTERM and SIGHUP ask for an end instead of ending the process; a second
/// one ends it at once. A signal that the caller had ignored stays ignored. A reader of standard
/// output that has gone, or a file too large, is an error where it is written.
/// \param announce  at the first SIGINT (Ctrl-C) say so on standard error, where it is a terminal
void catch_interrupts(bool announce);

/// The signal that asked for the end; 0 if none did.
int interrupt_signal();

}  // namespace nmf::app
