namespace Mim.Discovery.Documents;

/// <summary>Names values of documents: of Kubernetes' objects and kubeconfig by the names in them, of others by their path.</summary>
internal sealed class DocumentNames
{
    private readonly Dictionary<(string Parent, string Name), string> _texts = [];
    private readonly bool _isKubernetes;

    /// <param name="values">All values of the document; of those of one name the first counts.</param>
    public DocumentNames(IReadOnlyList<DocumentValue> values)
    {
        foreach (var value in values)
        {
            _texts.TryAdd((value.Parent, value.Name), value.Text);
        }

        _isKubernetes = values.Any(value => value.Name == "apiVersion");
    }

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

    private string? Get(string parent, string name) => _texts.GetValueOrDefault((parent, name));
}
