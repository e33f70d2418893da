namespace Mim.Discovery.Configurations;

/// <summary>What one configuration has said so far, over all files that belong to it.</summary>
/// <param name="folder">Folder of its main file.</param>
internal sealed class ConfigurationContext(string folder)
{
    /// <summary>What relative names start from; settings may move it.</summary>
    public string Folder { get; set; } = folder;

    /// <summary>Settings that later ones refer to.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Resolve(string name) => Path.GetFullPath(name, Folder);
}
