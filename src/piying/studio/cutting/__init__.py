"""From board and takes to the cut, the finished film, and the files of other tools."""
