using Mim.Core;
using Mim.Core.Delivery;
using Mim.Testing;

namespace Mim.Delivery.Tests.Files;

/// <summary>What keeps files from being installed, and can be seen before there are any.</summary>
public sealed class FileLookAheadTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task A_folder_of_the_key_that_is_not_there_is_named()
    {
        _fixture.Settings = _fixture.Settings with { KeyPath = Path.Combine(_fixture.Folder["absent"], "web.key") };
        await Refused(_fixture.Folder["absent"]);
    }

    [UnixFact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var folder = OperatingSystem.IsLinux() ? "/proc/self" : "/System";
        _fixture.Settings = new FileTargetSettings { Path = $"{folder}/web.pem" };
        await Refused($"{folder}/web.pem");
    }

    [UnixFact]
    public async Task An_owner_that_there_is_not_is_named()
    {
        _fixture.Settings = _fixture.Settings with { Owner = "nobody-by-this-name" };
        await Refused("nobody-by-this-name");
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_named()
    {
        Directory.CreateDirectory(_fixture.Settings.KeyPath!);
        await Refused(_fixture.Settings.KeyPath!);
    }

    private async Task Refused(string named)
    {
        using var installation = _fixture.Installation(1);
        var before = _fixture.Names.ToList();
        var refusal = await Assert.ThrowsAsync<MimException>(
            () => _fixture.Adapter.LookAheadAsync(installation.Target, new Dictionary<string, string>(), CancellationToken.None));
        Assert.Equal(MimErrorCause.InstallFailed, refusal.Cause);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, _fixture.Names);
    }
}
