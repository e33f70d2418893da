using Mim.Core;

namespace Mim.PowerShell.Hosting;

/// <summary>
/// The one composition of this process, made on first use so that importing the module costs nothing.
/// It is code, not state: what is open belongs to an invocation, what is connected to a runspace.
/// </summary>
internal static class CompositionHost
{
    private const string CompositionType = "Mim.Composition.MimComposition";

    private static readonly Lazy<IMimComposition> Composition = new(Load);

    public static IMimComposition Current => Composition.Value;

    private static IMimComposition Load()
    {
        var folder = Path.GetDirectoryName(typeof(CompositionHost).Assembly.Location)!;
        var path = Path.Combine(folder, "isolated", "Mim.Composition.dll");
        var assembly = new IsolatedContext(path).LoadFromAssemblyPath(path);
        return (IMimComposition)Activator.CreateInstance(assembly.GetType(CompositionType, throwOnError: true)!)!;
    }
}
