namespace Mim.Testing.Programs;

/// <summary>An account of this machine that goes with the test. Nobody can log in to it with a password unless it is given one.</summary>
public sealed class ThrowawayAccount : IDisposable
{
    private const string Password = "*";
    private readonly TemporaryFolder _folder = new();

    public ThrowawayAccount()
    {
        Name = $"mim{Guid.NewGuid():N}"[..16];
        Home = _folder["home"];
        ProgramRunner.Run("useradd", "--create-home", "--home-dir", Home, "--shell", "/bin/sh", "--password", Password, Name).Succeeded();

        // Its home must be reached by it.
        ProgramRunner.Run("chmod", "o+x", _folder.Path).Succeeded();
    }

    public string Name { get; }

    public string Home { get; }

    private string Sudoers => $"/etc/sudoers.d/{Name}";

    /// <summary>Lets it become root, asked for no password.</summary>
    public void AllowSudo()
    {
        File.WriteAllText(Sudoers, $"{Name} ALL=(ALL) NOPASSWD: ALL\n");
        ProgramRunner.Run("chmod", "440", Sudoers).Succeeded();
    }

    /// <summary>Lets whoever knows the password log in.</summary>
    public void AllowPassword(string password) => ProgramRunner.RunWithInput("chpasswd", $"{Name}:{password}\n").Succeeded();

    public void Dispose()
    {
        if (Directory.Exists(Path.GetDirectoryName(Sudoers)))
        {
            File.Delete(Sudoers);
        }

        // Connections of it may still be open.
        ProgramRunner.Run("userdel", "--force", Name);
        _folder.Dispose();
    }
}
