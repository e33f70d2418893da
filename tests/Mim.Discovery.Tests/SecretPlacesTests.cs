using Mim.Core.Ports;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Discovery.Tests;

public sealed class SecretPlacesTests : SecretPlacesContract, IDisposable
{
    private static readonly string[] _left =
    [
        "ann/.local/share/powershell/PSReadLine/ConsoleHost_history.txt", "ann/.bash_history", "ann/.netrc", "ann/.aws/credentials", "ann/.docker/config.json",
        "bob/AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine/ConsoleHost_history.txt", "bob/Documents/20260301/PowerShell_transcript.HOST.a1.20260301.txt",
        "machine/Windows/Panther/unattend.xml", "machine/etc/environment",
        "machine/proc/42/environ",
    ];

    private readonly TemporaryFolder _folder = new();

    public SecretPlacesTests()
    {
        foreach (var path in _left.Append("ann/thesis.txt").Append("machine/Windows/System32/Tasks/backup").Append("machine/proc/self/environ"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
            File.WriteAllText(_folder[path], string.Empty);
        }
    }

    protected override ISecretPlaces Places => new SecretPlaces([_folder["ann"], _folder["bob"], _folder["missing"], _folder["ann"]], [_folder["machine"]]);

    [Fact]
    public void Places_of_accounts_and_of_the_machine_are_known() =>
        Assert.Equal(_left.Append("machine/Windows/System32/Tasks").Select(path => _folder[path]).Order(), Places.Find().Order());

    [Fact]
    public void This_machine_can_be_asked() => Assert.All(new SecretPlaces().Find(), place => Assert.True(Path.IsPathFullyQualified(place)));

    public void Dispose() => _folder.Dispose();
}
