using Mim.Core;
using Mim.Core.Accounts.OAuth;
using Mim.Delivery.Accounts.Http;

namespace Mim.Delivery.Accounts.OAuth;

/// <summary>Asks an address of an authorization server. The server is verified wherever it is not this machine; nothing is followed elsewhere.</summary>
internal sealed class OAuthExchange(AccountDialer dialer)
{
    private const string What = "OAuth server";
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    /// <summary>Sends a request and reads the whole reply, which the caller disposes.</summary>
    /// <param name="address">Whom to ask.</param>
    /// <param name="authorityFile">As of <see cref="OAuthClientSettings.AuthorityFile"/>.</param>
    /// <param name="timeout">For the whole.</param>
    /// <param name="requestOf">Makes the request of the path at which the server has it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: no answer, or none that can be understood.</exception>
    public Task<HttpReply> SendAsync(
        Uri address, string? authorityFile, TimeSpan timeout, Func<string, HttpRequest> requestOf, CancellationToken cancellationToken)
    {
        var place = new ServerPlace(What, address.IdnHost, address.Port, authorityFile, timeout);
        return dialer.TalkAsync(
            place,
            async (line, token) =>
            {
                if (address.Scheme == Uri.UriSchemeHttps)
                {
                    await line.SecureAsync(place, token).ConfigureAwait(false);
                }

                return await requestOf(address.PathAndQuery).SendAsync(line, place, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Reads what was answered; one that cannot be understood is trouble of that address.</summary>
    public static T Read<T>(Uri address, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"{Shown(address)}: {exception.Message}", Shown(address));
        }
    }

    /// <summary>Why a request was refused, with the server's code and without anything else that it says.</summary>
    public static MimException Refusal(Uri address, HttpReply reply)
    {
        var error = OAuthJson.ErrorOf(reply.Content);
        var isDenied = reply.Status is Unauthorized or Forbidden || error == "invalid_token";
        return new MimException(
            isDenied ? MimErrorCause.AccessDenied : MimErrorCause.InstallFailed,
            reply.Status is >= 300 and < 400
                ? $"{Shown(address)} answers with status {reply.Status}, a redirection, which is not followed."
                : $"{Shown(address)} answers with status {reply.Status}{(error is null ? string.Empty : $" ({error})")}.",
            Shown(address));
    }

    /// <summary>Without a query, which nobody knows the sense of.</summary>
    private static string Shown(Uri address) => address.GetLeftPart(UriPartial.Path);
}
