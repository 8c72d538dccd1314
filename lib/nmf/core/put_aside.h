#pragma once

#include <memory>
#include <string>

#include "nmf/core/byte_stream.h"
#include "nmf/core/decompress.h"
#include "nmf/core/progress.h"

namespace nmf {

/// What a stream has left, as a file that can be jumped about in: a copy on disk that has no name
/// and is gone with the object (see SpoolFile).
/// \param where     its name in errors
/// \param progress  told "unpacking", bytes of an unknown total
/// Throws IoError, Interrupted.
std::unique_ptr<DecompressedFile> put_aside(const std::string& where, ByteStream& stream,
                                            const ProgressCallback& progress);

}  // namespace nmf
