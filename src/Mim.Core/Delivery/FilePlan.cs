namespace Mim.Core.Delivery;

/// <summary>All files of an installation. Owns their content.</summary>
/// <param name="versionId">The version that they are of.</param>
/// <param name="files">In the order in which they take their places.</param>
public sealed class FilePlan(Guid versionId, IReadOnlyList<PlannedFile> files) : IDisposable
{
    public Guid VersionId => versionId;

    public IReadOnlyList<PlannedFile> Files => files;

    /// <summary>The <see cref="InstallReceipt.Digests"/> of the installation before: what differs is somebody else's. Empty when unknown.</summary>
    public IReadOnlyDictionary<string, string> LastInstalled { get; init; } = new Dictionary<string, string>();

    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Content.Dispose();
        }
    }
}
