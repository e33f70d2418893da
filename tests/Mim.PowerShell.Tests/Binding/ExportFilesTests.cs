using Mim.Core.Issuing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Tests.Binding;

public sealed class ExportFilesTests
{
    [Theory]
    [InlineData("web.pfx", ExportFormat.Pfx)]
    [InlineData("WEB.P12", ExportFormat.Pfx)]
    [InlineData("chain.p7b", ExportFormat.Pkcs7)]
    [InlineData("web.der", ExportFormat.Der)]
    [InlineData("web.pem", ExportFormat.Pem)]
    [InlineData("web.crt", null)]
    [InlineData("web", null)]
    public void The_extension_asks_for_a_format(string path, ExportFormat? expected) =>
        Assert.Equal(expected, ExportFiles.FormatOf(path));

    [Fact]
    public void Every_format_has_an_extension_that_asks_for_it() => Assert.All(
        Enum.GetValues<ExportFormat>(), format => Assert.Equal(format, ExportFiles.FormatOf("x" + ExportFiles.ExtensionOf(format))));

    [Theory]
    [InlineData("web01.corp.test", "web01.corp.test.pem")]
    [InlineData("*.corp.test", "_.corp.test.pem")]
    [InlineData("../../etc/passwd", "_._.._etc_passwd.pem")]
    [InlineData("spiffe://corp/web", "spiffe___corp_web.pem")]
    [InlineData(".hidden", "_hidden.pem")]
    [InlineData("a\nb", "a_b.pem")]
    public void A_name_never_leaves_its_folder(string name, string expected) =>
        Assert.Equal(Path.Combine("out", expected), ExportFiles.In("out", name, ".pem"));

    [Fact]
    public void A_path_that_ends_like_a_folder_is_one()
    {
        Assert.True(ExportFiles.IsFolder(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()) + Path.DirectorySeparatorChar));
        Assert.True(ExportFiles.IsFolder(Path.GetTempPath()));
        Assert.False(ExportFiles.IsFolder(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));
    }
}
