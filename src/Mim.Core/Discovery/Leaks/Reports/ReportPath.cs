namespace Mim.Core.Discovery.Leaks.Reports;

/// <summary>Paths as reports write them, so that they mean the same on another machine.</summary>
/// <param name="root">Full path of a folder.</param>
internal sealed class ReportPath(string root)
{
    private readonly string _root = Slashed(root).TrimEnd('/') + "/";

    /// <summary>The folder as an address (RFC 8089).</summary>
    public string RootAddress => Address(_root);

    public bool IsBelow(string path) => Slashed(path).StartsWith(_root, StringComparison.Ordinal);

    /// <summary>The rest of the path below the root, else the whole path; with slashes.</summary>
    public string Of(string path) => IsBelow(path) ? Slashed(path)[_root.Length..] : Slashed(path);

    /// <summary>As <see cref="Of"/>, with whatever no address may hold encoded (RFC 3986).</summary>
    public string AddressOf(string path) => IsBelow(path) ? Encoded(Of(path)) : Address(Slashed(path));

    private static string Slashed(string path) => path.Replace('\\', '/');

    private static string Address(string path) => $"file://{(path.StartsWith('/') ? string.Empty : "/")}{Encoded(path)}";

    private static string Encoded(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
