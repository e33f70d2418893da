using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

using Mim.Core;

namespace Mim.PowerShell.Hosting;

/// <summary>
/// Where everything but the cmdlets and Mim.Core lives, so that its packages never meet those of PowerShell or of other
/// modules. Mim.Core is shared with the default context: its types cross the border.
/// </summary>
internal sealed class IsolatedContext : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver _resolver;

    public IsolatedContext(string mainAssembly)
        : base("MimModule", isCollectible: false)
    {
        _folder = Path.GetDirectoryName(mainAssembly)!;
        _resolver = new AssemblyDependencyResolver(mainAssembly);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var core = typeof(MimException).Assembly;
        if (string.Equals(assemblyName.Name, core.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return core;
        }

        var path = _resolver.ResolveAssemblyToPath(assemblyName);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) ?? Probe(unmanagedDllName);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    /// <summary>The resolver only knows what .deps.json names for this machine's runtime id; distributions invent their own.</summary>
    private string? Probe(string name)
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var (system, files) = OperatingSystem.IsWindows() ? ("win", [$"{name}.dll", name])
            : OperatingSystem.IsMacOS() ? ("osx", [$"lib{name}.dylib", $"{name}.dylib", name])
            : ("linux", new[] { $"lib{name}.so", $"{name}.so", name });
        string[] folders =
        [
            Path.Combine(_folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"),
            Path.Combine(_folder, "runtimes", $"{system}-{architecture}", "native"),
            _folder,
        ];
        return folders.SelectMany(_ => files, Path.Combine).FirstOrDefault(File.Exists);
    }
}
