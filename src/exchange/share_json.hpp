#pragma once

#include <span>

#include "base/json.hpp"
#include "model/share_record.hpp"

namespace felt {

// felt.shared/1. `for` and `file` are left out where there is none.
Json share_json(const ShareRecord& record);
// felt.shares/1, in the order handed in.
Json share_list_json(std::span<const ShareRecord> records);

}  // namespace felt
