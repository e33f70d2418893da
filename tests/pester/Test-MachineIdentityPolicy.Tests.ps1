Describe 'Test-MachineIdentityPolicy' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        Export-TestPem (New-TestCertificate web01) "$TestDrive/web01.pem" -WithKey
        $null = Import-MachineIdentity "$TestDrive/web01.pem" -Name web01 -Criticality High
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'says which rules an identity breaks' {
        $result = Test-MachineIdentityPolicy web01
        $result.Passed | Should -BeFalse
        $result.Findings | Where-Object Passed -EQ $false | ForEach-Object Rule | Should -Match 'Owner'
    }

    It 'takes identities from the pipeline and by property name' {
        Get-MachineIdentity web01 | Test-MachineIdentityPolicy | ForEach-Object Identity | Should -Be 'web01'
        [pscustomobject]@{ Name = 'web01' } | Test-MachineIdentityPolicy | ForEach-Object Criticality | Should -Be 'High'
    }

    It 'has both views' {
        Assert-Views (Test-MachineIdentityPolicy web01)
    }

    It 'reports an identity that is not there' {
        Assert-TestError { Test-MachineIdentityPolicy none } -Id IdentityNotFound -Category ObjectNotFound -Target none
    }

    It 'stops' {
        Assert-Stops 'Test-MachineIdentityPolicy web01 -Store $store' @{ store = $store }
    }
}
