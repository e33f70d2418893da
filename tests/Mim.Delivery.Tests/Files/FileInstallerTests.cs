using Mim.Core.Delivery;
using Mim.Core.Sealing;
using Mim.Delivery.Files;
using Mim.Testing;

namespace Mim.Delivery.Tests.Files;

/// <summary>Installations of several files that fail when some have their names already.</summary>
public sealed class FileInstallerTests : IDisposable
{
    private readonly FileTargetFixture _fixture = new();
    private readonly TroubledFiles _platform = new(OperatingSystem.IsWindows() ? new WindowsFiles() : new UnixFiles());
    private readonly FileInstaller _installer;
    private readonly PreviousCopies _previous;

    public FileInstallerTests()
    {
        var secrets = new SecretDestroyer(_platform);
        _previous = new PreviousCopies(_platform, secrets);
        _installer = new FileInstaller(_platform, secrets, _previous);
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_first_installation_that_fails_midway_leaves_what_was_there()
    {
        Install(1, "one");
        Assert.Throws<FileNotFoundException>(() => Install(2, "two", failing: true));
        AssertInstalled("one");
    }

    [Fact]
    public void An_installation_that_is_repeated_and_fails_midway_goes_back_to_what_it_found()
    {
        Install(1, "one");
        var receipt = Install(2, "two");
        Assert.Throws<FileNotFoundException>(() => Install(2, "two again", failing: true));
        AssertInstalled("two");

        // Undo still goes to the version before.
        _previous.Restore(receipt);
        AssertInstalled("one");
    }

    [Fact]
    public void A_file_that_was_gone_is_gone_again()
    {
        Install(1, "one");
        Install(2, "two");
        File.Delete(_fixture.Settings.Path);
        Assert.Throws<FileNotFoundException>(() => Install(2, "two again", failing: true));
        Assert.False(File.Exists(_fixture.Settings.Path));
        Assert.Equal("two key", File.ReadAllText(_fixture.Settings.KeyPath!));
    }

    [Fact]
    public void A_file_system_without_second_names_makes_no_difference()
    {
        _platform.HasLinks = false;
        An_installation_that_is_repeated_and_fails_midway_goes_back_to_what_it_found();
    }

    private InstallReceipt Install(int number, string content, bool failing = false)
    {
        using var plan = new FilePlan(
            _fixture.VersionId(number), [File_(_fixture.Settings.Path, content), File_(_fixture.Settings.KeyPath!, $"{content} key")]);
        var before = _fixture.Names.ToHashSet();

        // The second of the staged files is gone when its turn comes: the first has its name by then.
        var second = _platform.Created.Count + 1;
        _platform.Flushing = !failing ? () => { } : () =>
        {
            _platform.Flushing = () => { };
            File.Delete(_fixture.Folder[_platform.Created[second]]);
        };
        try
        {
            return _installer.Install(plan, CancellationToken.None);
        }
        finally
        {
            Assert.DoesNotContain(_fixture.Names.Except(before), StagedFile.IsStaged);
        }
    }

    private static PlannedFile File_(string goal, string content) => new(
        goal,
        KeyMaterial.CopyOf(System.Text.Encoding.UTF8.GetBytes(content)),
        new FileProtection(null, null, UnixFileMode.UserRead | UnixFileMode.UserWrite, HoldsKey: true));

    private void AssertInstalled(string content)
    {
        Assert.Equal(content, File.ReadAllText(_fixture.Settings.Path));
        Assert.Equal($"{content} key", File.ReadAllText(_fixture.Settings.KeyPath!));
    }
}
