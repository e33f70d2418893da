using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Testing.Contracts;

/// <summary>What the suites of targets' files have in common. All are files of this machine in the end, a Unix one.</summary>
public abstract class TargetFilesSuite : IDisposable
{
    protected const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Names that shells and file systems could stumble over.</summary>
    private static readonly string[] _names = ["it's a $file *.pem", "key", $"{new string('n', 200)}.crt"];

    protected abstract ITargetFiles Files { get; }

    protected abstract IPreviousFiles Previous { get; }

    protected TemporaryFolder Folder { get; } = new();

    /// <summary>Full paths of the files of one target.</summary>
    protected IReadOnlyList<string> Paths => [.. _names.Select(name => Folder[name])];

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>All <see cref="Paths"/> with a content each, of which the version is a part; the last one is empty.</summary>
    protected FilePlan Plan(Guid version, IReadOnlyDictionary<string, string>? last = null) => new(
        version,
        [.. Paths.Select((path, index) => new PlannedFile(path, KeyMaterial.CopyOf(index == 2 ? [] : Content(version, index)), new FileProtection(null, null, OwnerOnly, true)))])
    {
        LastInstalled = last ?? new Dictionary<string, string>(),
    };

    protected async Task<InstallReceipt> InstallAsync(Guid version, IReadOnlyDictionary<string, string>? last = null)
    {
        using var plan = Plan(version, last);
        return await Files.InstallAsync(plan, CancellationToken.None);
    }

    protected void AssertHolds(Guid version) => Assert.All(
        Paths.Take(2).Select((path, index) => (path, index)), file => Assert.Equal(Content(version, file.index), File.ReadAllBytes(file.path)));

    /// <summary>That nothing is in the folder but these.</summary>
    protected void AssertOnly(IEnumerable<string> paths) => Assert.Equal(paths.Order(), Directory.GetFileSystemEntries(Folder.Path).Order());

    protected static async Task<MimException> FailsAsync(Func<Task> work, MimErrorCause cause = MimErrorCause.InstallFailed)
    {
        var failure = await Assert.ThrowsAsync<MimException>(work);
        Assert.Equal(cause, failure.Cause);
        return failure;
    }

    protected virtual void Dispose(bool disposing) => Folder.Dispose();

    // Every octet there is.
    private static byte[] Content(Guid version, int index) =>
        [.. Encoding.ASCII.GetBytes($"{version} {index}"), .. Enumerable.Range(0, 3000).Select(number => (byte)number)];
}
