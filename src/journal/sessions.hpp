#pragma once

#include <optional>

#include "journal/database.hpp"
#include "model/session.hpp"

namespace felt {

// The session an instant belongs to: the nearest one of those within reach (model/window.hpp).
std::optional<Session> find_session_near(SQLite::Database& sql, Instant at);

}  // namespace felt
