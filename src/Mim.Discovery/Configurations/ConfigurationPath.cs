namespace Mim.Discovery.Configurations;

/// <summary>A path looked at for its name and its place.</summary>
internal readonly ref struct ConfigurationPath(string full)
{
    public string Full { get; } = full;

    public ReadOnlySpan<char> Name => Path.GetFileName(Full.AsSpan());

    public bool IsNamed(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    public bool EndsWith(string extension) => Full.EndsWith(extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a folder above it has that name.</summary>
    public bool IsBelow(string folder)
    {
        for (var rest = Path.GetDirectoryName(Full.AsSpan()); !rest.IsEmpty; rest = Path.GetDirectoryName(rest))
        {
            if (Path.GetFileName(rest).Equals(folder, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the folder it is in has that name.</summary>
    public bool IsIn(string folder) =>
        Path.GetFileName(Path.GetDirectoryName(Full.AsSpan())).Equals(folder, StringComparison.OrdinalIgnoreCase);
}
