using System.Runtime.Versioning;
using Mim.Core.Ports;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IFileExposure"/> promises.</summary>
public abstract class FileExposureContract(IFileExposure exposure) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_of_its_owner_alone_needs_no_warning() => Assert.Null(Warning(OwnerOnly));

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_others_read_or_write_is_named()
    {
        foreach (var extra in new[] { UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.GroupWrite, UnixFileMode.OtherWrite })
        {
            Assert.Contains(_folder["store.key"], Warning(OwnerOnly | extra), StringComparison.Ordinal);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private string? Warning(UnixFileMode mode)
    {
        File.WriteAllText(_folder["store.key"], "secret");
        File.SetUnixFileMode(_folder["store.key"], mode);
        return exposure.Warning(_folder["store.key"]);
    }
}
