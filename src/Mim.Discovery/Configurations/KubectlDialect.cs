using System.Text.RegularExpressions;

namespace Mim.Discovery.Configurations;

/// <summary>kubeconfig, as far as it names files; what it holds itself is found in it.</summary>
internal sealed partial class KubectlDialect : IConfigurationDialect
{
    public string Program => "kubectl";

    public bool IsMain(ConfigurationPath path) =>
        (path.IsNamed("config") && path.IsIn(".kube")) || path.IsNamed("kubeconfig") || path.EndsWith(".kubeconfig")
        || (path.EndsWith(".conf") && path.IsIn("kubernetes"));

    public bool IsPart(ConfigurationPath path) => false;

    public IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context)
    {
        var lines = new LineCounter(text);
        return FileName().Matches(text).Select(match => new ConfigurationReference(
            lines.At(match.Groups["name"].Index), context.Resolve(match.Groups["value"].Value)));
    }

    [GeneratedRegex("""(?m)^[ \t-]*["']?(?<name>certificate-authority|client-certificate)["']?:[ \t]*["']?(?<value>[^"'\s]+)""")]
    private static partial Regex FileName();
}
