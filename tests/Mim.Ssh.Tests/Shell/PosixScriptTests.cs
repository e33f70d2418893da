using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Ssh.Tests.Shell;

public sealed class PosixScriptTests
{
    [RequiresRootFact("sh", "getent", "useradd")]
    public void Accounts_that_no_directory_lists_are_known_by_their_homes()
    {
        using var account = new ThrowawayAccount();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["getent"], "#!/bin/sh\n[ $# = 1 ] && exit 0\nexec /usr/bin/getent \"$@\"\n");
        ProgramRunner.Run("chmod", "+x", folder["getent"]).Succeeded();
        var home = Directory.CreateDirectory($"/home/{account.Name}");
        try
        {
            home.CreateSubdirectory(".ssh");
            ProgramRunner.Run("chown", "-R", account.Name, home.FullName).Succeeded();
            var said = ProgramRunner.Run("sh", "-c", $"PATH='{folder.Path}':$PATH\n{PosixScript.Functions}accounts").Succeeded().Output;
            Assert.Contains($"A:{account.Name}:", said, StringComparison.Ordinal);
            Assert.DoesNotContain("A:daemon:", said, StringComparison.Ordinal);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
