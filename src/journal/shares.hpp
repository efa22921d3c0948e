#pragma once

#include <vector>

#include "model/share_record.hpp"

namespace felt {

class Journal;

// Keeps that something was shared; gives the record its id and uuid.
ShareRecord keep_share(Journal& journal, ShareRecord record);
// What was shared, by id.
std::vector<ShareRecord> shares_in(const Journal& journal);

}  // namespace felt
