using System.Runtime.Versioning;
using Mim.Core;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IFileWriter"/> promises.</summary>
public abstract class FileWriterContract(IFileWriter writer) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Goal => _folder["report.json"];

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_new_file_holds_what_was_written()
    {
        Write("content");
        Assert.Equal("content", File.ReadAllText(Goal));
        AssertNothingElse();
    }

    [Fact]
    public void An_existing_file_is_kept_unless_it_may_be_replaced()
    {
        File.WriteAllText(Goal, "precious");
        Assert.Equal(MimErrorCause.InvalidFile, Assert.Throws<MimException>(() => Write("content")).Cause);
        Assert.Equal("precious", File.ReadAllText(Goal));
        Write("content", overwrite: true);
        Assert.Equal("content", File.ReadAllText(Goal));
        AssertNothingElse();
    }

    [Fact]
    public void Content_that_breaks_off_changes_nothing()
    {
        File.WriteAllText(Goal, "precious");
        Assert.Throws<InvalidOperationException>(() => writer.Write(Goal, ownerOnly: true, overwrite: true, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));
        Assert.Equal("precious", File.ReadAllText(Goal));
        AssertNothingElse();
    }

    [Fact]
    public void A_folder_and_a_missing_folder_are_named()
    {
        foreach (var path in new[] { _folder.Path, Path.Combine(_folder["absent"], "report.json") })
        {
            var refusal = Assert.Throws<MimException>(() => writer.Write(path, ownerOnly: false, overwrite: true, _ => { }));
            Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        }
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void What_is_for_its_owner_is_closed_to_others()
    {
        Write("content");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Goal));
        Write("content", ownerOnly: false, overwrite: true);
        Assert.True(File.GetUnixFileMode(Goal).HasFlag(UnixFileMode.OtherRead));
    }

    private void Write(string content, bool ownerOnly = true, bool overwrite = false) =>
        writer.Write(Goal, ownerOnly, overwrite, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(content)));

    private void AssertNothingElse() => Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
}
