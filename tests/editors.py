"""An editor for felt, and what it leaves behind: shared by the tests of editors."""

import built_felt


class EditorTest(built_felt.BuiltFeltTest):
    """A test case with a folder of its own for temporary files, self.run_folder."""

    def setUp(self):
        super().setUp()
        self.run_folder = self.home / "run"
        self.run_folder.mkdir(mode=0o700)
        self.env["XDG_RUNTIME_DIR"] = str(self.run_folder)

    def editor(self, script):
        """Makes a shell script the editor; $1 is the file."""
        path = self.home / "bin/its-editor"
        path.parent.mkdir(exist_ok=True)
        path.write_text("#!/bin/sh\n" + script + "\n")
        path.chmod(0o755)
        self.env["EDITOR"] = str(path)

    def left(self):
        """The files left in the folder for temporary ones."""
        return [path for path in self.run_folder.rglob("*") if path.is_file()]
