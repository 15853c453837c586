import Tabular

extension FileSource: ByteSource {}
