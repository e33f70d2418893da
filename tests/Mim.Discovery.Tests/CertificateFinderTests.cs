using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Sealing;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests;

public sealed class CertificateFinderTests : IDisposable
{
    private readonly FoundFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Each_format_is_told()
    {
        var leaf = _files.Issue("web");
        using var certificate = X509CertificateLoader.LoadCertificate(leaf.Certificate);
        File.WriteAllBytes(_files["a.der"], leaf.Certificate);
        File.WriteAllText(_files["b.txt"], $"before\n{PemEncoding.WriteString("CERTIFICATE", leaf.Certificate)}\nafter");
        File.WriteAllBytes(_files["c.bin"], new X509Certificate2Collection(certificate).Export(X509ContentType.Pkcs7)!);
        File.WriteAllBytes(_files["d"], certificate.Export(X509ContentType.Pfx, "secret"));
        using var password = KeyMaterial.CopyOf("secret"u8);

        var found = _files.Find(null, password).OrderBy(one => one.Path, StringComparer.Ordinal).ToList();

        Assert.Equal(["Der", "Pem", "Pkcs7", "Pfx"], found.Select(one => one.Format));
        Assert.All(found, one => Assert.Equal(leaf.Certificate, one.Certificate));
        Assert.Equal(["Locked"], _files.Find(_files["d"]).Select(one => $"{one.Status}"));
    }

    [Theory]
    [InlineData("web.txt", "utf-16")]
    [InlineData("web.txt", "utf-16BE")]
    [InlineData("web.txt", "utf-8")]
    public void Text_of_other_encodings_is_read(string name, string encoding)
    {
        File.WriteAllText(_files[name], $"a\n{_files.Pem("web")}", Encoding.GetEncoding(encoding));
        Assert.Equal(FindingStatus.Found, Assert.Single(_files.Find()).Status);
    }

    [Fact]
    public void Bare_base64_is_read_where_the_name_promises_a_certificate()
    {
        var base64 = Convert.ToBase64String(_files.Issue("web").Certificate, Base64FormattingOptions.InsertLineBreaks);
        _files.Write("web.cer", base64);
        _files.Write("web.txt", base64);
        Assert.Equal(_files["web.cer"], Assert.Single(_files.Find()).Path);
    }

    [Theory]
    [InlineData("web.pem", "what is this")]
    [InlineData("web.pfx", "what is this")]
    [InlineData("web.crt", "")]
    public void What_promises_a_certificate_and_holds_none_is_damaged(string name, string content)
    {
        _files.Write(name, content);
        Assert.Equal(FindingStatus.Damaged, Assert.Single(_files.Find()).Status);
    }

    [Fact]
    public void Der_of_other_kinds_is_passed_over_and_a_damaged_certificate_is_told()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = new CertificateRequest("CN=ca", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10);
        var list = new CertificateRevocationListBuilder().Build(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), 1, DateTimeOffset.UnixEpoch.AddYears(90), HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromIssuerNameAndSerialNumber(issuer.SubjectName, issuer.SerialNumberBytes.Span));
        File.WriteAllBytes(_files["request.der"], new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256).CreateSigningRequest());
        File.WriteAllBytes(_files["list.der"], list);
        File.WriteAllBytes(_files["key.der"], key.ExportPkcs8PrivateKey());
        File.WriteAllBytes(_files["old.der"], key.ExportECPrivateKey());
        File.WriteAllBytes(_files["locked.der"], key.ExportEncryptedPkcs8PrivateKey("a", parameters));
        File.WriteAllBytes(_files["public.der"], key.ExportSubjectPublicKeyInfo());
        Assert.Empty(_files.Find());

        var damaged = _files.Issue("web").Certificate;
        damaged[8] ^= 1;
        File.WriteAllBytes(_files["web.der"], damaged);
        Assert.Equal(FindingStatus.Damaged, Assert.Single(_files.Find()).Status);
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\r\n  ")]
    public void Bare_base64_may_begin_with_a_mark_or_white_space(string before)
    {
        _files.Write("web.cer", before + Convert.ToBase64String(_files.Issue("web").Certificate));
        Assert.Equal(FindingStatus.Found, Assert.Single(_files.Find()).Status);
    }

    [Theory]
    [InlineData("notes.txt", "-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----")]
    [InlineData("key.pem", "-----BEGIN PRIVATE KEY-----\nMC4CAQA=\n-----END PRIVATE KEY-----")]
    [InlineData("program", "\0\0-----BEGIN CERTIFICATE-----\n")]
    public void Other_files_are_passed_over(string name, string content)
    {
        _files.Write(name, content);
        Assert.Empty(_files.Find());
    }

    [Theory]
    [InlineData(8 << 10)]
    [InlineData(128 << 10)]
    [InlineData(17 << 20)]
    [InlineData((20 << 20) - 100)]
    public void A_certificate_anywhere_in_a_text_is_found(int before)
    {
        foreach (var shift in (int[])[0, 5, 20])
        {
            using (var stream = File.Create(_files["log"]))
            {
                stream.Write(Enumerable.Repeat((byte)'x', before - shift).ToArray());
                stream.Write(Encoding.ASCII.GetBytes($"\n{_files.Pem("web")}\n{_files.Pem("two")}\n"));
            }

            Assert.Equal(["1", "2"], _files.Find().Select(one => one.Entry));
        }
    }

    [Fact]
    public void A_file_of_4_GiB_without_content_is_passed_over()
    {
        using (var sparse = File.Create(_files["huge.pem"]))
        {
            sparse.SetLength(4L << 30);
        }

        Assert.Empty(_files.Find());
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void Permissions_are_told()
    {
        _files.Write("web.pem", _files.Pem("web"));
        File.SetUnixFileMode(_files["web.pem"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal("rw-r-----", Assert.Single(_files.Find()).Permissions);
    }

    [UnixFact]
    public void Pipes_devices_and_sockets_are_not_opened()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_files["socket.pem"]));
        ProgramRunner.Run("mkfifo", _files["pipe.pem"]).Succeeded();
        File.CreateSymbolicLink(_files["zero.pem"], "/dev/zero");
        Assert.Empty(_files.Find());
        Assert.Empty(_files.Find(_files["pipe.pem"]));
    }

    [UnixFact]
    public void Links_to_files_are_followed_and_links_to_folders_are_not()
    {
        _files.Write("real/web.pem", _files.Pem("web"));
        File.CreateSymbolicLink(_files["link.pem"], "real/web.pem");
        File.CreateSymbolicLink(_files["dangling.pem"], "absent");
        File.CreateSymbolicLink(_files["round.pem"], "round.pem");
        Directory.CreateSymbolicLink(_files["real/loop"], "..");
        var found = _files.Find().Where(one => one.Status == FindingStatus.Found);
        Assert.Equal([_files["link.pem"], _files["real/web.pem"]], found.Select(one => one.Path).Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public void A_link_to_a_folder_is_followed_when_it_is_asked_for()
    {
        _files.Write("real/web.pem", _files.Pem("web"));
        Directory.CreateSymbolicLink(_files["link"], "real");
        Assert.Equal(_files["link/web.pem"], Assert.Single(_files.Find(_files["link"])).Path);
    }

    [UnixFact]
    public void A_name_that_is_no_text_is_told()
    {
        _files.Write("web.pem", _files.Pem("web"));
        if (ProgramRunner.Run("bash", "-c", "mkdir \"$1\"/$'dir\\xfe'; printf x > \"$1\"/$'bad\\xff'", "bash", _files.Path).ExitCode != 0)
        {
            // The file system of macOS takes no such names.
            return;
        }

        var found = _files.Find();
        ProgramRunner.Run("bash", "-c", "rm -r -- \"$1\"/bad* \"$1\"/dir*", "bash", _files.Path).Succeeded();
        Assert.Equal(2, found.Count(one => one.Status == FindingStatus.AccessDenied && one.Detail!.Contains("no valid text", StringComparison.Ordinal)));
        Assert.Single(found, one => one.Status == FindingStatus.Found);
    }

    [Fact]
    public void Deep_folders_are_looked_into()
    {
        var deep = string.Join('/', Enumerable.Repeat("d", 200));
        _files.Write($"{deep}/web.pem", _files.Pem("web"));
        Assert.Equal(_files[$"{deep}/web.pem"], Assert.Single(_files.Find()).Path);
    }

    [Fact]
    public void Many_files_in_many_folders_are_each_found_once()
    {
        var pem = _files.Pem("web");
        for (var number = 0; number < 2000; number++)
        {
            _files.Write($"{number % 40}/{number}.pem", pem);
        }

        var found = _files.Find();
        Assert.Equal((2000, 2000), (found.Count, found.Select(one => one.Path).Distinct().Count()));
    }
}
