#pragma once

#include <stdexcept>
#include <string>

namespace nmf {

/// What a caller did or met that stops the work. Every kind is one exit code of the program.
enum class ErrorKind {
  config,  ///< an option that is unknown, malformed, out of range or in conflict with another (3)
  io,  ///< a corpus or list that can't be read or understood, an output that can't be written (4)
  model,   ///< a model directory or checkpoint that can't be used (5)
  device,  ///< a device that is not there, or less memory than the work needs (6)
};

/// Base of everything the library throws on purpose. The message says where, what came, what is
/// allowed and what to do. Anything else that leaves the library is a fault of ours.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }

 private:
  ErrorKind kind_;
};

struct ConfigError : Error {
  explicit ConfigError(const std::string& message) : Error(ErrorKind::config, message) {}
};
struct IoError : Error {
  explicit IoError(const std::string& message) : Error(ErrorKind::io, message) {}
};
/// No document, or no term: said by who does not know the corpus's name, for whoever does to put it
/// in front.
struct EmptyCorpus : IoError {
  using IoError::IoError;
};
struct ModelError : Error {
  explicit ModelError(const std::string& message) : Error(ErrorKind::model, message) {}
};
struct DeviceError : Error {
  explicit DeviceError(const std::string& message) : Error(ErrorKind::device, message) {}
};

/// Thrown when a progress callback asked to stop. Not an `Error`: nothing went wrong.
struct Interrupted : std::exception {
  [[nodiscard]] const char* what() const noexcept override { return "interrupted"; }
};

}  // namespace nmf
