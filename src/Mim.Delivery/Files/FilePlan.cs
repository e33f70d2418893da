namespace Mim.Delivery.Files;

/// <summary>All files of an installation. Owns their content.</summary>
internal sealed class FilePlan(IReadOnlyList<PlannedFile> files) : IDisposable
{
    public IReadOnlyList<PlannedFile> Files => files;

    /// <summary>The folders they lie in, each once.</summary>
    public IReadOnlyList<string> Folders =>
        [.. files.Select(file => Path.GetDirectoryName(file.Goal)!).Distinct(StringComparer.Ordinal)];

    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Content.Dispose();
        }
    }
}
