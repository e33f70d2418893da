namespace Mim.Discovery.Documents;

/// <summary>Names values of documents: of Kubernetes' objects and kubeconfig by the names in them, of others by their path.</summary>
/// <param name="byParent">All values of the document.</param>
internal sealed class DocumentNames(ILookup<string, DocumentValue> byParent)
{
    private readonly bool _isKubernetes = byParent.Any(group => group.Any(value => value.Name == "apiVersion"));

    public (string? Format, string Entry) Of(DocumentValue value)
    {
        var (outer, field) = Split(value.Parent);
        var kind = Get(outer, "kind");
        if (kind is not null && field is "data" or "stringData" or "binaryData")
        {
            var metadata = $"{outer}.metadata";
            var name = Get(metadata, "name") ?? "?";
            var space = Get(metadata, "namespace");
            return (kind == "Secret" ? "KubernetesSecret" : "KubernetesManifest", $"{(space is null ? name : $"{space}/{name}")}/{value.Name}");
        }

        if (field is "cluster" or "user" && value.Name.EndsWith("-data", StringComparison.Ordinal))
        {
            return ("Kubeconfig", $"{field}/{Get(outer, "name") ?? "?"}");
        }

        return (_isKubernetes ? "KubernetesManifest" : null, PathOf(value));
    }

    private static string PathOf(DocumentValue value)
    {
        // The number of the document matters only after the first.
        var path = $"{value.Parent}.{value.Name}";
        return path.StartsWith("0.", StringComparison.Ordinal) ? path[2..] : path;
    }

    private static (string Outer, string Field) Split(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot < 0 ? (string.Empty, path) : (path[..dot], path[(dot + 1)..]);
    }

    private string? Get(string parent, string name) =>
        byParent[parent].FirstOrDefault(value => value.Name == name)?.Text;
}
