using System.Net.Sockets;
using System.Runtime.Versioning;
using Mim.Core;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Discovery.Tests;

public sealed class CredentialFileSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CredentialFileSource _source = new([new MarkedDecoder("one"), new MarkedDecoder("two")]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one")]
    [InlineData("two")]
    public void The_decoder_that_knows_the_format_reads_it(string mark)
    {
        File.WriteAllText(_folder["file"], mark + ": content");
        Assert.Equal(mark, Read("file"));
    }

    [Fact]
    public void What_a_decoder_says_of_a_damaged_file_is_what_the_user_hears()
    {
        File.WriteAllText(_folder["file"], "one");
        Refused("file", "nothing else");
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        File.WriteAllText(_folder["file"], "");
        Refused("file", "is empty");
    }

    [Fact]
    public void A_folder_is_refused()
    {
        Directory.CreateDirectory(_folder["folder"]);
        Refused("folder", "is a folder");
    }

    [Fact]
    public void A_file_of_4_GiB_is_refused_unread()
    {
        using (var sparse = File.Create(_folder["huge"]))
        {
            sparse.SetLength(4L << 30);
        }

        Refused("huge", "4294967296");
    }

    [Fact]
    public void A_file_of_16_MiB_is_read()
    {
        File.WriteAllText(_folder["large"], "one: content");
        using (var stream = File.OpenWrite(_folder["large"]))
        {
            stream.SetLength(16 << 20);
        }

        Assert.Equal("one", Read("large"));
    }

    [UnixFact]
    public void A_pipe_is_refused_and_does_not_block()
    {
        ProgramRunner.Run("mkfifo", _folder["pipe"]).Succeeded();
        Refused("pipe", "device, pipe or socket");
    }

    [UnixFact]
    public void A_socket_is_refused()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        Refused("socket", "device, pipe or socket");
    }

    [UnixFact]
    public void A_device_is_refused_though_a_link_leads_to_it()
    {
        File.CreateSymbolicLink(_folder["zero"], "/dev/zero");
        Refused("zero", "device, pipe or socket");
        Refused("/dev/zero", "device, pipe or socket");
    }

    [UnixFact]
    public void A_link_to_a_file_is_followed()
    {
        File.WriteAllText(_folder["file"], "one: content");
        File.CreateSymbolicLink(_folder["link"], "file");
        Assert.Equal("one", Read("link"));
    }

    [UnixFact]
    public void Links_that_lead_nowhere_or_round_are_refused()
    {
        File.CreateSymbolicLink(_folder["dangling"], "absent");
        File.CreateSymbolicLink(_folder["round"], "round");
        Refused("dangling", "dangling");
        Refused("round", "round");
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_read_is_refused()
    {
        File.WriteAllText(_folder["closed"], "one: content");
        File.SetUnixFileMode(_folder["closed"], UnixFileMode.None);
        var refusal = Assert.IsType<MimException>(Nobody.Try(() => _source.Read(_folder["closed"], null, CancellationToken.None)));
        Assert.Equal(MimErrorCause.AccessDenied, refusal.Cause);
        Assert.Contains(_folder["closed"], refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("имя с пробелом.pem")]
    [InlineData("-rf")]
    [InlineData("a'b;c")]
    public void Odd_names_are_names(string name)
    {
        File.WriteAllText(_folder[name], "one: content");
        Assert.Equal("one", Read(name));
    }

    [UnixFact]
    public void A_name_that_is_no_text_is_refused_clearly()
    {
        var made = ProgramRunner.Run("bash", "-c", "printf 'one: x' > \"$1\"/$'bad\\xff'", "bash", _folder.Path);
        if (made.ExitCode != 0)
        {
            // The file system of macOS takes no such names.
            return;
        }

        var path = Assert.Single(Directory.EnumerateFiles(_folder.Path));
        var refusal = Assert.Throws<MimException>(() => _source.Read(path, null, CancellationToken.None));
        Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
        ProgramRunner.Run("bash", "-c", "rm -- \"$1\"/bad*", "bash", _folder.Path).Succeeded();
    }

    private string Read(string name)
    {
        using var found = Assert.Single(_source.Read(_folder[name], null, CancellationToken.None));
        return found.SuggestedName;
    }

    private void Refused(string name, string reason)
    {
        var refusal = Assert.Throws<MimException>(() => _source.Read(_folder[name], null, CancellationToken.None));
        Assert.Equal(MimErrorCause.InvalidFile, refusal.Cause);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }
}
