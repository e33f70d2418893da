using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Core.Ports;
using Mim.Testing.Programs;

namespace Mim.Testing.Contracts;

/// <summary>What every finder of secrets in files does with folders as people leave them.</summary>
public abstract class SecretFileFinderContract : IDisposable
{
    private const string Setting = "db_password = \"kestrel77harbour\"\n";
    private readonly TemporaryFolder _folder = new();
    private readonly SecretScanner _scanner = new(SecretRules.All, new LengthHasher());

    protected abstract ISecretFileFinder Finder { get; }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Secrets_are_found_with_their_place_and_other_files_pass()
    {
        Directory.CreateDirectory(_folder["below"]);
        Write("settings.ini", "[db]\n" + Setting);
        Write("notes.txt", "nothing");
        Write("empty", "");
        Write("below/settings.ini", Setting);
        var found = Assert.Single(await FindAsync(recurse: false));
        Assert.Equal(
            (FindingStatus.Found, _folder["settings.ini"], "generic-password", 2L, 16, 16),
            (found.Status, found.Path, found.Rule?.Id, found.Line, found.Column, found.Length));
        Assert.Equal([_folder["below/settings.ini"], _folder["settings.ini"]], (await FindAsync(recurse: true)).Select(one => one.Path).Order());
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public async Task Text_of_utf16_is_read_as_text(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] mark = hasMark ? encoding.GetPreamble() : [];
        File.WriteAllBytes(_folder["export.reg"], [.. mark, .. encoding.GetBytes($"; exported settings of the application\r\n{Setting}")]);
        var found = Assert.Single(await FindAsync(recurse: false));
        Assert.Equal((SecretEncoding.Utf16, 2L, 16), (found.Encoding, found.Line, found.Column));
    }

    [Fact]
    public async Task Binary_files_pass_unless_they_are_secrets_as_a_whole()
    {
        File.WriteAllBytes(_folder["program"], [0, 1, 2, 0, .. Encoding.ASCII.GetBytes(Setting)]);
        File.WriteAllBytes(_folder["vault.kdbx"], [0x03, 0xD9, 0xA2, 0x9A, 0x67, 0xFB, 0x4B, 0xB5, 0, 1, 2, 3]);
        Write("picture.png", Setting);
        var found = Assert.Single(await FindAsync(recurse: false));
        Assert.Equal((_folder["vault.kdbx"], "file-keepass"), (found.Path, found.Rule?.Id));
    }

    [Fact]
    public async Task Archives_are_looked_into()
    {
        using (var file = File.Create(_folder["backup.zip"]))
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("conf/settings.ini").Open())
        {
            entry.Write(Encoding.ASCII.GetBytes(Setting));
        }

        var found = Assert.Single(await FindAsync(recurse: false));
        Assert.Equal((_folder["backup.zip"], "conf/settings.ini", 1L), (found.Path, found.Entry, found.Line));
    }

    [RequiresProgramFact("git")]
    public async Task The_past_of_a_repository_is_looked_into_when_that_is_asked()
    {
        string[] git = ["GIT_CONFIG_GLOBAL=/dev/null", "git", "-C", _folder.Path, "-c", "user.name=ops", "-c", "user.email=ops@corp.test"];
        Write("settings.ini", Setting);
        foreach (var arguments in (string[][])[["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"], ["rm", "-q", "settings.ini"], ["commit", "-qm", "second"]])
        {
            ProgramRunner.Run("env", [.. git, .. arguments]).Succeeded();
        }

        Assert.Empty(await FindAsync(recurse: true));
        var scan = new FileScan { Paths = [_folder.Path], IncludeHistory = true };
        var found = Assert.Single(await FindAsync(scan));
        Assert.Equal(_folder[".git"], found.Path);
        Assert.EndsWith(":settings.ini", found.Entry, StringComparison.Ordinal);
        Assert.Equal(found, Assert.Single(await FindAsync(scan with { Recurse = true })));
    }

    [Fact]
    public async Task A_long_file_is_read_to_its_end()
    {
        Write("long.log", string.Concat(Enumerable.Repeat("2026-01-01 nothing to see in this line\n", 90_000)) + Setting);
        Assert.Equal(90_001, Assert.Single(await FindAsync(recurse: false)).Line);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Pipes_links_back_and_odd_names_keep_nobody()
    {
        ProgramRunner.Run("mkfifo", _folder["pipe"]).Succeeded();
        Directory.CreateSymbolicLink(_folder["again"], _folder.Path);
        File.CreateSymbolicLink(_folder["nowhere"], _folder["missing"]);
        Write("new\nline", Setting);
        Assert.Equal(_folder["new\nline"], Assert.Single(await FindAsync(recurse: true)).Path);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Permissions_come_with_it()
    {
        Write("settings.ini", Setting);
        File.SetUnixFileMode(_folder["settings.ini"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal("rw-r-----", Assert.Single(await FindAsync(recurse: false)).Permissions);
    }

    [Fact]
    public async Task What_is_excluded_is_not_looked_into()
    {
        Write("settings.ini", Setting);
        Assert.Empty(await FindAsync(new FileScan { Paths = [_folder.Path], Exclude = ["*.ini"] }));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<MimException>(() => FindAsync(new FileScan { Paths = [_folder["none"]] }));
        Assert.Equal((MimErrorCause.InvalidFile, _folder["none"]), (refusal.Cause, refusal.Subject));
    }

    [Fact]
    public async Task A_path_that_may_be_gone_is_passed_over() =>
        Assert.Empty(await FindAsync(new FileScan { Paths = [_folder["none"]], AllowMissing = true }));

    [Fact]
    public async Task Cancelled_it_finds_nothing() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => FindAsync(new FileScan { Paths = [_folder.Path] }, new CancellationToken(canceled: true)));

    private void Write(string name, string content) => File.WriteAllText(_folder[name], content);

    private Task<List<SecretSighting>> FindAsync(bool recurse) => FindAsync(new FileScan { Paths = [_folder.Path], Recurse = recurse });

    private async Task<List<SecretSighting>> FindAsync(FileScan scan, CancellationToken cancellationToken = default)
    {
        var found = new List<SecretSighting>();
        await foreach (var sighting in Finder.FindAsync(scan, _scanner, progress: null, cancellationToken))
        {
            found.Add(sighting);
        }

        return found;
    }

    // What it says of a secret is of no matter here.
    private sealed class LengthHasher : ISecretHasher
    {
        public string Hash(ReadOnlySpan<byte> value) => value.Length.ToString("X64", provider: null);
    }
}
