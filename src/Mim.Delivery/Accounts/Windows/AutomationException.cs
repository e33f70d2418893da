namespace Mim.Delivery.Accounts.Windows;

/// <summary>An object of Windows refuses.</summary>
internal sealed class AutomationException : Exception
{
    /// <param name="message">Its own text.</param>
    /// <param name="code">HRESULT (MS-ERREF 2.1).</param>
    public AutomationException(string message, int code)
        : base(message) => HResult = code;
}
