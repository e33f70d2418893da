using Mim.Core.Delivery;
using Mim.Delivery.Windows;

namespace Mim.Delivery.Tests.Windows;

public sealed class CertificateNoteTests
{
    private static readonly WindowsBinding _site = new(TargetKind.Iis, "web01.test:443");
    private static readonly WindowsBinding _desktop = new(TargetKind.RemoteDesktop, "RDP-Tcp");
    private static readonly CertificateNote _note = new("web; (MimModule) 01", Guid.NewGuid(), Guid.NewGuid(), new Dictionary<string, string>());

    [Fact]
    public void What_is_written_is_read()
    {
        var full = _note.With(_site, "ABC").With(_desktop, "");
        var read = CertificateNote.Parse($"{full}")!;
        Assert.Equal((full.Identity, full.IdentityId, full.VersionId), (read.Identity, read.IdentityId, read.VersionId));
        Assert.Equal(full.Replaced, read.Replaced);
        Assert.StartsWith("web; (MimModule) 01 (MimModule ", $"{full}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_forgotten_is_gone()
    {
        var left = _note.With(_site, "ABC").With(_desktop, "DEF").With(_site, replaced: null);
        Assert.Equal(new Dictionary<string, string> { [$"{_desktop}"] = "DEF" }, left.Replaced);
    }

    [Theory]
    [InlineData("")]
    [InlineData("my certificate")]
    [InlineData("web01 (MimModule )")]
    [InlineData("web01 (MimModule 1/2; Iis a before b)")]
    [InlineData("web01 (MimModule 0/0")]
    public void What_is_somebody_elses_is_no_note(string text) => Assert.Null(CertificateNote.Parse(text));
}
