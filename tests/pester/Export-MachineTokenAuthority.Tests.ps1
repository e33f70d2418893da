Describe 'Export-MachineTokenAuthority' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $corp = New-MachineTokenAuthority corp -Issuer https://ids.corp.test
        $token = New-MachineToken agent -Authority corp -Audience registry -Scope read
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'gives the keys that verify its tokens' {
        $set = Export-MachineTokenAuthority corp
        ($set | ConvertFrom-Json).keys.kid | Should -Be $corp.KeyId
        $set | Should -Not -Match '"d"' -Because 'that is the private part'
        $verdict = $token | Test-MachineToken -KeySet $set -Issuer https://ids.corp.test -Audience registry -Scope read
        $verdict.IsValid, $verdict.Name | Should -Be $true, 'agent'
        ($token | Test-MachineToken -KeySet $set -Issuer https://ids.corp.test -Audience mail).Trouble | Should -Be 'WrongAudience'
        ($token | Test-MachineToken -KeySet '{"keys":[]}' -Issuer https://ids.corp.test -Audience registry).Trouble | Should -Be 'WrongSignature'
        ($token | Test-MachineToken -Audience registry).IsValid | Should -BeTrue
    }

    It 'keeps the key before until its tokens end, and drops one that is revoked' {
        $null = New-MachineTokenAuthority build
        (Invoke-MachineIdentityRotation build).Outcome | Should -Be 'Completed'
        (Export-MachineTokenAuthority build | ConvertFrom-Json).keys.Count | Should -Be 2
        $null = Revoke-MachineIdentity build -Confirm:$false
        (Export-MachineTokenAuthority build | ConvertFrom-Json).keys.Count | Should -Be 0
    }

    It 'writes files, one for each' {
        $file = Get-MachineTokenAuthority corp | Export-MachineTokenAuthority -Path "$TestDrive/"
        $file.Name | Should -Be 'corp.jwks.json'
        Assert-TestError { Export-MachineTokenAuthority corp $file.FullName } -Id FileExists -Category ResourceExists
        (Export-MachineTokenAuthority corp $file.FullName -Force).FullName | Should -Be $file.FullName
        Export-MachineTokenAuthority corp "$TestDrive/no.json" -WhatIf
        "$TestDrive/no.json" | Should -Not -Exist
    }

    It 'reports what is no authority, and keys that are none' {
        Assert-TestError { Export-MachineTokenAuthority none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { $token | Test-MachineToken -KeySet '[]' -Issuer x -Audience y } -Id InvalidKey -Category InvalidData
    }

    It 'stops' {
        Assert-Stops 'Export-MachineTokenAuthority corp -Store $store' @{ store = $store }
    }
}
