namespace Mim.Architecture.Tests;

/// <summary>The core knows no PowerShell, SQL, sockets, files, processes or clock.</summary>
public sealed class CoreTests
{
    private static readonly string[] _closedNamespaces =
    [
        "System.Data", "System.Net.Sockets", "System.Net.Http", "System.Net.Security", "System.Management.Automation",
        "System.IO.Pipes", "System.IO.MemoryMappedFiles",
    ];

    private static readonly string[] _closedTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.FileSystemInfo", "System.IO.RandomAccess", "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo",
        "System.Console", "System.Runtime.InteropServices.NativeLibrary",
    ];

    /// <summary>IPAddress tells its family by this list of names; no socket comes with it.</summary>
    private const string FamilyOfAddresses = "System.Net.Sockets.AddressFamily";

    [Fact]
    public void The_core_uses_nothing_of_the_outside() => Assert.DoesNotContain(new House("Mim.Core").UsedTypes(), IsClosed);

    private static bool IsClosed(string type) =>
        _closedTypes.Contains(type)
        || (type != FamilyOfAddresses && _closedNamespaces.Any(name => type.StartsWith(name + ".", StringComparison.Ordinal)));
}
