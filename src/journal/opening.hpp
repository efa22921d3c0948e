#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "journal/database.hpp"

namespace felt {

// A journal in a file, to be read: it must be there (Exit::no_journal), be felt's own and of a known schema.
std::unique_ptr<Database> open_for_reading(const std::string& path, std::chrono::milliseconds wait);

}  // namespace felt
