select file, lines
from decision_files
