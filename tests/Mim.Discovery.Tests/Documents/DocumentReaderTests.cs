using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Mim.Core.Discovery;
using Mim.Core.Sealing;
using Mim.Discovery.Documents;
using Mim.Discovery.Files;
using Mim.Pki.Containers;
using Mim.Testing;

namespace Mim.Discovery.Tests.Documents;

public sealed class DocumentReaderTests : IDisposable
{
    private readonly FoundFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Secrets_of_several_documents_are_named_as_kubernetes_names_them()
    {
        _files.Write("all.yaml", $"""
            ---
            apiVersion: v1
            kind: Secret
            metadata:
              name: web-tls
              namespace: prod   # a comment
            type: kubernetes.io/tls
            data:
              tls.crt: {Encoded(_files.Pem("web"))}
              tls.key: {Encoded("-----BEGIN PRIVATE KEY-----\nMC4CAQA=\n-----END PRIVATE KEY-----\n")}
            ---
            kind: ConfigMap
            apiVersion: v1
            metadata: {"{"}name: flow{"}"}
            data:
              ca.crt: |-
                {_files.Pem("ca").ReplaceLineEndings("\n    ")}
            ---
            apiVersion: v1
            kind: List
            items:
            - kind: Secret
              metadata:
                name: "in-list"
              stringData:
                ca.pem: |
                  {_files.Pem("two").ReplaceLineEndings("\n      ")}
            """);
        Assert.Equal(
            ["KubernetesManifest ?/ca.crt False", "KubernetesSecret in-list/ca.pem False", "KubernetesSecret prod/web-tls/tls.crt True"],
            Named());
    }

    [Fact]
    public void A_secret_in_json_is_a_secret_too()
    {
        _files.Write("secret.json", JsonSerializer.Serialize(new
        {
            apiVersion = "v1",
            kind = "Secret",
            metadata = new { name = "web", @namespace = "prod" },
            data = new Dictionary<string, string> { ["tls.crt"] = Encoded(_files.Pem("web")) },
        }));
        Assert.Equal(["KubernetesSecret prod/web/tls.crt False"], Named());
    }

    [Fact]
    public void Kubeconfig_names_clusters_and_users()
    {
        _files.Write("config", $"""
            apiVersion: v1
            kind: Config
            clusters:
            - cluster:
                certificate-authority-data: {Encoded(_files.Pem("ca"))}
                server: https://10.0.0.1:6443
              name: prod
            users:
            - name: admin
              user:
                client-certificate-data: {Encoded(_files.Pem("admin"))}
                client-key-data: {Encoded("-----BEGIN RSA PRIVATE KEY-----\nMC4CAQA=\n-----END RSA PRIVATE KEY-----\n")}
            """);
        Assert.Equal(["Kubeconfig cluster/prod False", "Kubeconfig user/admin True"], Named());
    }

    [Fact]
    public void Other_documents_name_values_by_their_path()
    {
        _files.Write("a.json", JsonSerializer.Serialize(new { services = new object[] { 1, new { ca = _files.Pem("a") } } }));
        _files.Write("b.yml", $"tls:\n  - \"{_files.Pem("b").ReplaceLineEndings("\\n")}\"\n  - ca: '{_files.Pem("c").ReplaceLineEndings(" ")}'\n");
        Assert.Equal(["Json services.1.ca False", "Yaml tls.0 False", "Yaml tls.1.ca False"], Named());
    }

    [Fact]
    public void What_the_structure_hides_is_found_as_text()
    {
        _files.Write("chart.yaml", $"{{{{ if .Values.tls }}}}\nca: {{ inline: \"{_files.Pem("web").ReplaceLineEndings("\\n")}\" }}\n");
        Assert.Equal(FindingStatus.Found, Assert.Single(_files.Find()).Status);
    }

    [Theory]
    [InlineData("saml.xml", "<a>\r\n  <ds:X509Certificate>\n{0}</ds:X509Certificate>\n<b>{1}</b></a>", "Der 1|Der 2")]
    [InlineData("wrapped.xml", "<a>\n{2}</a>", "Der ")]
    [InlineData("web.config", "<certificate encodedValue=\"{0}\" />", "Der ")]
    [InlineData("keys.json", "{{\"keys\":[{{\"x5c\":[\"{0}\",\"{1}\"]}}]}}", "Json keys.0.x5c.0|Json keys.0.x5c.1")]
    [InlineData("secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n  a.der: {0}\n", "KubernetesSecret web/a.der")]
    [InlineData("tagged.yaml", "a: &one !!binary |\n  {0}\nb: [*one, \"{1}\"]\n", "Der 2|Yaml a")]
    [InlineData("people.ldif", "dn: cn=web\nuserCertificate;binary:: {2}cn: web\n", "Der ")]
    [InlineData("plain.txt", "{0}", "")]
    public void Certificates_without_a_header_are_found_in_documents(string name, string text, string expected)
    {
        var (one, two) = (Convert.ToBase64String(_files.Issue("one").Certificate), Convert.ToBase64String(_files.Issue("two").Certificate));
        var folded = string.Concat(one.Chunk(70).Select(line => $" {new string(line)}\n"));
        _files.Write(name, string.Format(CultureInfo.InvariantCulture, text, one, two, folded));
        var found = _files.Find();
        Assert.All(found, each => Assert.Equal(FindingStatus.Found, each.Status));
        Assert.Equal(expected, string.Join('|', found.Select(each => $"{each.Format} {each.Entry}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_shape_of_certificate_without_a_header_is_known()
    {
        // Small and large: two lengths of one, two and three octets each, which cut base64 differently.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var names in (int[])[0, 1, 10, 4000])
        {
            var request = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256);
            var builder = new SubjectAlternativeNameBuilder();
            Enumerable.Range(0, names).ToList().ForEach(number => builder.AddDnsName($"host{number}.corp.test"));
            request.CertificateExtensions.Add(builder.Build());
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
            _files.Write($"{names}.json", JsonSerializer.Serialize(new { a = Convert.ToBase64String(certificate.RawData) }));
        }

        Assert.Equal(4, _files.Find().Count(found => found.Status == FindingStatus.Found));
    }

    [Fact]
    public void A_keystore_in_a_secret_is_opened()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(_files.Issue("web").Certificate);
        var pfx = Convert.ToBase64String(certificate.Export(X509ContentType.Pfx, "secret"));
        _files.Write("a.yaml", $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\ndata:\n  keystore.p12: {pfx}\n");
        using var password = KeyMaterial.CopyOf("secret"u8);
        var found = Assert.Single(_files.Find(null, password));
        Assert.Equal((FindingStatus.Found, "KubernetesSecret", "web/keystore.p12"), (found.Status, found.Format, found.Entry));
        Assert.Equal(FindingStatus.Locked, Assert.Single(_files.Find()).Status);
    }

    [Fact]
    public void What_stands_beside_a_certificate_in_another_form_is_found_too()
    {
        _files.Write(".env", $"A=\"{_files.Pem("one").ReplaceLineEndings("\\n")}\"\nB={Encoded(_files.Pem("two"))}\n");
        Assert.Equal(["Pem 1 False", "Pem 2 False"], Named());
    }

    [Fact]
    public void Many_keys_beside_many_certificates_cost_little()
    {
        var pem = JsonSerializer.Serialize(_files.Pem("web"));
        var key = JsonSerializer.Serialize("-----BEGIN PRIVATE KEY-----\nMC4CAQA=\n-----END PRIVATE KEY-----\n");
        _files.Write("a.json", $"{{{string.Join(',', Enumerable.Range(0, 1000).Select(number => $"\"k{number}\":{key}"))},\"a\":{pem},"
            + string.Join(',', Enumerable.Range(0, 5_000).Select(number => $"\"c{number}\":\"-----BEGIN CERTIFICATE\"")) + "}");
        _files.Write("b.yaml", string.Concat(Enumerable.Repeat("a: LS0tLS1CRUdJTi\n", 20_000)));
        Assert.Single(_files.Find(), found => found.Status == FindingStatus.Found);
    }

    [Fact]
    public void References_to_references_and_deep_nesting_cost_nothing()
    {
        var bomb = string.Concat(Enumerable.Range(1, 30).Select(level => $"a{level}: &a{level} [*a{level - 1},*a{level - 1},*a{level - 1}]\n"));
        _files.Write("bomb.yaml", $"{bomb}ca: {Encoded(_files.Pem("web"))}\n");
        _files.Write("deep.yaml", string.Concat(Enumerable.Range(0, 2000).Select(level => $"{new string(' ', level)}a:\n")) + $"ca: {Encoded(_files.Pem("web"))}\n");
        _files.Write("deep.json", new string('[', 500_000) + JsonSerializer.Serialize(_files.Pem("web")));
        Assert.Equal(3, _files.Find().Count(found => found.Status == FindingStatus.Found));
    }

    [Theory]
    [InlineData("a.yaml")]
    [InlineData("a.json")]
    public void Damaged_documents_do_no_harm(string name)
    {
        var sample = Encoding.UTF8.GetBytes(name == "a.json"
            ? JsonSerializer.Serialize(new { kind = "Secret", data = new { a = Encoded(_files.Pem("web")), b = new object[] { "x", 1, null! } } })
            : $"kind: Secret\nmetadata:\n  name: a\ndata:\n- x: |\n    {Encoded(_files.Pem("web"))}\n- \"y\": '{_files.Pem("b").ReplaceLineEndings(" ")}'\n");
        var mutator = new Mutator(seed: 5122);
        for (var index = 0; index < 5000; index++)
        {
            Assert.NotNull(DocumentReader.Read(name, mutator.Mutate(sample), CancellationToken.None).ToList());
        }
    }

    [Theory]
    [InlineData("a.xml")]
    [InlineData("a.json")]
    [InlineData("a.ldif")]
    public void Damaged_base64_in_documents_does_no_harm(string name)
    {
        var base64 = Convert.ToBase64String(_files.Issue("web").Certificate);
        var sample = Encoding.UTF8.GetBytes(name switch
        {
            "a.xml" => $"<a><b>{base64}</b><c>\n {base64}&#13;\n</c></a>",
            "a.json" => $"{{\"a\":[\"{base64}\"],\"b\":\"/u3+7QAAAAIAAAAB{base64}\",\"c\":\"{Encoded(_files.Pem("b"))}\"}}",
            _ => $"a:: {base64[..70]}\n {base64[70..]}\nb: c\n",
        });
        var reader = new ContentReader(CertificateContainers.Readers, []);
        var mutator = new Mutator(seed: 5124);
        for (var index = 0; index < 1000; index++)
        {
            Assert.NotNull(reader.Read(name, mutator.Mutate(sample), isDocument: true, CancellationToken.None));
        }
    }

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    private IEnumerable<string> Named() =>
        _files.Find().Select(found => $"{found.Format} {found.Entry} {found.HasPrivateKey}").Order(StringComparer.Ordinal);
}
