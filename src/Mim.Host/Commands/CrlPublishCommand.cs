using System.CommandLine;
using System.Globalization;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Host.Hosting;

namespace Mim.Host.Commands;

/// <summary><c>mim crl publish</c>: signs the next list of an authority.</summary>
internal static class CrlPublishCommand
{
    public static Command Create()
    {
        var store = StoreOption.Create();
        var authority = new Argument<string>("authority") { Description = "Name of the authority; wildcards publish for several." };
        var path = new Option<string?>("--path") { Description = "File to write the list to as well (DER), where clients fetch it.", HelpName = "file" };
        var command = new Command("publish", "Sign the next revocation list of an authority.") { authority, path, store };
        command.SetAction((parsed, cancellationToken) => Task.Run(
            () => Publish(parsed.GetValue(store), parsed.GetRequiredValue(authority), parsed.GetValue(path), parsed.InvocationConfiguration.Output, cancellationToken),
            cancellationToken));
        return command;
    }

    private static int Publish(string? store, string name, string? path, TextWriter output, CancellationToken cancellationToken)
    {
        using var session = SessionOpener.Open(store, cancellationToken);
        var authorities = session.Authorities.Find([name], cancellationToken).ToList();
        if (authorities.Count == 0)
        {
            throw new MimException(MimErrorCause.AuthorityNotFound, $"There is no authority '{name}'.", name);
        }

        if (path is not null && authorities.Count > 1)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{name}' means {authorities.Count} authorities, and --path is one file.", name);
        }

        authorities.ForEach(authority => Publish(session, authority, path, output, cancellationToken));
        return ExitCodes.Success;
    }

    private static void Publish(MimSession session, CertificateAuthority authority, string? path, TextWriter output, CancellationToken cancellationToken)
    {
        var list = session.RevocationLists.Publish(authority.Id, path is null ? null : FullPath.Of(path), null, cancellationToken);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{list.Authority} list {list.Number}: {list.EntryCount} entries, next update {list.NextUpdate.UtcDateTime:yyyy-MM-dd HH:mm}Z"));
    }
}
