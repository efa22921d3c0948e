#pragma once

#include <string>

#include "report/document.hpp"

namespace felt {

enum class SparkSigns { blocks, ascii };

// A spark as one row of signs, one for each value and a line where the session stands: "▅▆│▂▃▄". Higher is
// fuller; a value that nobody rated is a dot in blocks and a space in ASCII.
std::string spark_text(const Spark& spark, SparkSigns signs);

}  // namespace felt
