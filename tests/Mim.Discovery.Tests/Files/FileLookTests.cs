using System.Runtime.Versioning;
using Mim.Core.Discovery;
using Mim.Discovery.Files;
using Mim.Pki.Containers;
using Mim.Testing;

namespace Mim.Discovery.Tests.Files;

public sealed class FileLookTests : IDisposable
{
    private const UnixFileMode Everyone =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    private readonly FoundFiles _files = new();

    public void Dispose() => _files.Dispose();

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_read_is_told()
    {
        _files.Write("closed.pem", _files.Pem("web"));
        File.SetUnixFileMode(_files.Path, Everyone);
        File.SetUnixFileMode(_files["closed.pem"], UnixFileMode.None);
        using var look = new FileLook(new ContentReader(CertificateContainers.Readers, []));
        IReadOnlyList<FileSighting> found = [];

        Assert.Null(Nobody.Try(() => found = [.. look.Look(_files["closed.pem"], CancellationToken.None)]));

        Assert.Equal(FindingStatus.AccessDenied, Assert.Single(found).Status);
    }

    [Fact]
    public void A_file_that_went_meanwhile_is_no_trouble()
    {
        using var look = new FileLook(new ContentReader(CertificateContainers.Readers, []));
        Assert.Empty(look.Look(_files["gone.pem"], CancellationToken.None));
    }
}
